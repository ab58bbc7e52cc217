-- AlterTable
ALTER TABLE "AppVersion" ADD COLUMN     "imageId" TEXT;

-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "before" JSONB,
ADD COLUMN     "message" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "progress" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Instance" ADD COLUMN     "lastLog" TEXT,
ADD COLUMN     "readyAt" TIMESTAMP(3),
ADD COLUMN     "warmUntil" TIMESTAMP(3);

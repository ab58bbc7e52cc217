-- CreateTable
CREATE TABLE "Group" (
    "path" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("path")
);

-- CreateTable
CREATE TABLE "GroupVariable" (
    "groupPath" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT NOT NULL,

    CONSTRAINT "GroupVariable_pkey" PRIMARY KEY ("groupPath","name")
);

-- CreateTable
CREATE TABLE "GroupSecret" (
    "id" UUID NOT NULL,
    "groupPath" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GroupSecret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SecretVersion" (
    "id" UUID NOT NULL,
    "secretId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sealed" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "SecretVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RegistryCredential" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "server" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "password" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "RegistryCredential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupDeployment" (
    "id" UUID NOT NULL,
    "groupPath" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GroupDeployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Promotion" (
    "id" UUID NOT NULL,
    "fromPath" TEXT NOT NULL,
    "fromVersion" INTEGER NOT NULL,
    "toPath" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "spec" JSONB NOT NULL,
    "imageId" TEXT,
    "message" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "askedBy" TEXT NOT NULL,
    "askedById" TEXT,
    "askedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Promotion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotentRequest" (
    "key" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotentRequest_pkey" PRIMARY KEY ("key")
);

-- AlterTable
ALTER TABLE "App" ADD COLUMN     "hookTokenHash" TEXT;

-- AlterTable
ALTER TABLE "AppVersion" ADD COLUMN     "pins" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "tag" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "groupDeploymentId" UUID;

-- AlterTable
ALTER TABLE "Instance" ADD COLUMN     "sidecars" JSONB NOT NULL DEFAULT '[]';

-- CreateIndex
CREATE UNIQUE INDEX "GroupSecret_groupPath_name_key" ON "GroupSecret"("groupPath", "name");
CREATE UNIQUE INDEX "SecretVersion_secretId_number_key" ON "SecretVersion"("secretId", "number");
CREATE UNIQUE INDEX "RegistryCredential_name_key" ON "RegistryCredential"("name");
CREATE INDEX "Promotion_status_idx" ON "Promotion"("status");
CREATE INDEX "IdempotentRequest_createdAt_idx" ON "IdempotentRequest"("createdAt");
CREATE INDEX "Deployment_groupDeploymentId_idx" ON "Deployment"("groupDeploymentId");

-- AddForeignKey
ALTER TABLE "SecretVersion" ADD CONSTRAINT "SecretVersion_secretId_fkey" FOREIGN KEY ("secretId") REFERENCES "GroupSecret"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_groupDeploymentId_fkey" FOREIGN KEY ("groupDeploymentId") REFERENCES "GroupDeployment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One health check and one network became lists of them.
UPDATE "AppVersion" SET "spec" = ("spec" - 'healthCheck') || jsonb_build_object('healthChecks', jsonb_build_array("spec"->'healthCheck' || '{"protocol": "COMMAND"}')) WHERE "spec" ? 'healthCheck';
UPDATE "AppVersion" SET "spec" = ("spec" - 'network') || jsonb_build_object('networks', jsonb_build_array(jsonb_build_object('name', "spec"->'network'))) WHERE "spec" ? 'network';

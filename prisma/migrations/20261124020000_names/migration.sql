-- CreateTable
CREATE TABLE "NamePublisher" (
    "id" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secret" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "removedAt" TIMESTAMP(3),
    "publishedAt" TIMESTAMP(3),
    "error" JSONB,
    "errorAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "NamePublisher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublishedName" (
    "publisherId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "values" TEXT[],
    "state" TEXT NOT NULL,
    "appPath" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PublishedName_pkey" PRIMARY KEY ("publisherId","key")
);

-- CreateTable
CREATE TABLE "InternalNames" (
    "environmentId" UUID NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "changedBy" TEXT NOT NULL,

    CONSTRAINT "InternalNames_pkey" PRIMARY KEY ("environmentId")
);

-- CreateIndex
CREATE UNIQUE INDEX "NamePublisher_environmentId_name_key" ON "NamePublisher"("environmentId", "name");

-- AddForeignKey
ALTER TABLE "PublishedName" ADD CONSTRAINT "PublishedName_publisherId_fkey" FOREIGN KEY ("publisherId") REFERENCES "NamePublisher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

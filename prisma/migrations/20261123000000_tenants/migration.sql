-- AlterTable
ALTER TABLE "App" ADD COLUMN "reservedCpus" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN "reservedMem" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN "reservedDisk" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN "reservedInstances" INTEGER NOT NULL DEFAULT 0;

-- What stands counts from the start.
UPDATE "App" a SET
  "reservedCpus" = a."wantedInstances" * ((v.spec->>'cpus')::float8 + coalesce((SELECT sum((s->>'cpus')::float8) FROM jsonb_array_elements(v.spec->'sidecars') s), 0)),
  "reservedMem" = a."wantedInstances" * ((v.spec->>'mem')::float8 + coalesce((SELECT sum((s->>'mem')::float8) FROM jsonb_array_elements(v.spec->'sidecars') s), 0)),
  "reservedDisk" = a."wantedInstances" * coalesce((v.spec->>'disk')::float8, 0),
  "reservedInstances" = a."wantedInstances"
FROM "AppVersion" v
WHERE v."appId" = a.id AND v.number = a."wantedVersion" AND a."destroyedAt" IS NULL AND NOT a.suspended;

CREATE INDEX "App_reserved_path_idx" ON "App"("path" text_pattern_ops) INCLUDE ("reservedCpus", "reservedMem", "reservedDisk", "reservedInstances") WHERE "destroyedAt" IS NULL;

ALTER TABLE "Environment" ADD COLUMN "cpuOvercommit" DOUBLE PRECISION NOT NULL DEFAULT 10,
ADD COLUMN "memOvercommit" DOUBLE PRECISION NOT NULL DEFAULT 1;

ALTER TABLE "RegistryCredential" ADD COLUMN "groupPath" TEXT NOT NULL DEFAULT '/';

-- CreateTable
CREATE TABLE "Role" (
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "permissions" TEXT[],
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "Role_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "Team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Team_name_key" ON "Team"("name");

CREATE TABLE "TeamMember" (
    "teamId" UUID NOT NULL,
    "userId" UUID NOT NULL,

    CONSTRAINT "TeamMember_pkey" PRIMARY KEY ("teamId","userId"),
    CONSTRAINT "TeamMember_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "TeamMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "TeamMember_userId_idx" ON "TeamMember"("userId");

CREATE TABLE "Grant" (
    "id" UUID NOT NULL,
    "userId" UUID,
    "teamId" UUID,
    "tokenId" UUID,
    "role" TEXT NOT NULL,
    "groupPath" TEXT NOT NULL,
    "endsAt" TIMESTAMP(3),
    "source" TEXT NOT NULL DEFAULT 'manual',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Grant_one_subject" CHECK (num_nonnulls("userId", "teamId", "tokenId") = 1),
    CONSTRAINT "Grant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Grant_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Grant_tokenId_fkey" FOREIGN KEY ("tokenId") REFERENCES "ApiToken"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Grant_userId_idx" ON "Grant"("userId");
CREATE INDEX "Grant_teamId_idx" ON "Grant"("teamId");
CREATE INDEX "Grant_tokenId_idx" ON "Grant"("tokenId");
CREATE INDEX "Grant_groupPath_idx" ON "Grant"("groupPath");

CREATE TABLE "Elevation" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "groupPath" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "askedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMP(3),
    "word" TEXT NOT NULL DEFAULT '',
    "endsAt" TIMESTAMP(3),

    CONSTRAINT "Elevation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Elevation_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Elevation_status_idx" ON "Elevation"("status");
CREATE INDEX "Elevation_userId_idx" ON "Elevation"("userId");

CREATE TABLE "Quota" (
    "groupPath" TEXT NOT NULL,
    "cpus" DOUBLE PRECISION,
    "memMib" INTEGER,
    "diskMib" INTEGER,
    "instances" INTEGER,
    "jobs" INTEGER,
    "defaultCpus" DOUBLE PRECISION,
    "defaultMem" INTEGER,
    "maxCpus" DOUBLE PRECISION,
    "maxMem" INTEGER,
    "maxDisk" INTEGER,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT NOT NULL,

    CONSTRAINT "Quota_pkey" PRIMARY KEY ("groupPath")
);

CREATE TABLE "QuotaRequest" (
    "id" UUID NOT NULL,
    "groupPath" TEXT NOT NULL,
    "cpus" DOUBLE PRECISION,
    "memMib" INTEGER,
    "diskMib" INTEGER,
    "instances" INTEGER,
    "jobs" INTEGER,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "askedBy" TEXT NOT NULL,
    "askedById" TEXT,
    "askedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMP(3),
    "word" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "QuotaRequest_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "QuotaRequest_status_idx" ON "QuotaRequest"("status");

CREATE TABLE "GroupPolicy" (
    "groupPath" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT NOT NULL,

    CONSTRAINT "GroupPolicy_pkey" PRIMARY KEY ("groupPath")
);

CREATE TABLE "Claim" (
    "environmentId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "groupPath" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("environmentId","kind","name","groupPath")
);
CREATE INDEX "Claim_groupPath_idx" ON "Claim"("groupPath");

-- Rows that are there already get no number: they count as "before the chain", which never names them again.
ALTER TABLE "AuditEvent" ADD COLUMN "groupPath" TEXT,
ADD COLUMN "chain" TEXT NOT NULL DEFAULT '',
ADD COLUMN "seq" INTEGER,
ADD COLUMN "prevHash" TEXT,
ADD COLUMN "hash" TEXT;

ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_chained_whole" CHECK (("seq" IS NULL) = ("hash" IS NULL) AND ("seq" IS NULL) = ("prevHash" IS NULL));

CREATE UNIQUE INDEX "AuditEvent_chain_seq_key" ON "AuditEvent"("chain", "seq");

-- Pages go by (at, id), newest first.
DROP INDEX "AuditEvent_at_idx";
CREATE INDEX "AuditEvent_at_id_idx" ON "AuditEvent"("at", "id");
CREATE INDEX "AuditEvent_groupPath_at_idx" ON "AuditEvent"("groupPath" text_pattern_ops, "at") WHERE "groupPath" IS NOT NULL;
-- A row may concern several things at once: `web, db`.
CREATE INDEX "AuditEvent_targets_idx" ON "AuditEvent" USING GIN (string_to_array("target", ', '));
CREATE INDEX "AuditEvent_target_prefix_idx" ON "AuditEvent"("target" text_pattern_ops) WHERE "target" IS NOT NULL;
CREATE INDEX "AuditEvent_actorName_at_idx" ON "AuditEvent"("actorName", "at");

-- CreateTable
CREATE TABLE "AuditAnchor" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditAnchor_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "TerminalRecording" (
    "id" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "containerId" TEXT NOT NULL,
    "containerName" TEXT NOT NULL,
    "groupPath" TEXT,
    "userName" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),
    "bytes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "TerminalRecording_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "TerminalRecording_startedAt_id_idx" ON "TerminalRecording"("startedAt", "id");

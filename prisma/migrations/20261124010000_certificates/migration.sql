-- CreateTable
CREATE TABLE "Certificate" (
    "id" UUID NOT NULL,
    "groupPath" TEXT NOT NULL,
    "names" TEXT[],
    "chainPem" TEXT NOT NULL,
    "keySealed" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "notBefore" TIMESTAMP(3) NOT NULL,
    "notAfter" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,
    "rowVersion" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Certificate_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "AcmeSettings" (
    "environmentId" UUID NOT NULL,
    "directoryUrl" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "termsAgreed" BOOLEAN NOT NULL,
    "caPem" TEXT,
    "eabKeyId" TEXT,
    "eabSealed" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT NOT NULL,

    CONSTRAINT "AcmeSettings_pkey" PRIMARY KEY ("environmentId")
);

CREATE TABLE "AcmeAccount" (
    "id" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "directoryUrl" TEXT NOT NULL,
    "keySealed" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AcmeAccount_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "AcmeHost" (
    "id" UUID NOT NULL,
    "environmentId" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "groupPath" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "reason" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "triedAt" TIMESTAMP(3),
    "nextTryAt" TIMESTAMP(3),
    "certificateId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rowVersion" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "AcmeHost_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Certificate_notAfter_idx" ON "Certificate"("notAfter");
CREATE UNIQUE INDEX "AcmeAccount_environmentId_directoryUrl_key" ON "AcmeAccount"("environmentId", "directoryUrl");
CREATE UNIQUE INDEX "AcmeHost_environmentId_host_key" ON "AcmeHost"("environmentId", "host");
CREATE INDEX "AcmeHost_nextTryAt_idx" ON "AcmeHost"("nextTryAt");
CREATE INDEX "AcmeHost_certificateId_idx" ON "AcmeHost"("certificateId");

-- AddForeignKey
ALTER TABLE "AcmeSettings" ADD CONSTRAINT "AcmeSettings_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "AcmeAccount" ADD CONSTRAINT "AcmeAccount_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "AcmeHost" ADD CONSTRAINT "AcmeHost_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "AcmeHost" ADD CONSTRAINT "AcmeHost_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "Proxy" (
    "environmentId" UUID NOT NULL,
    "image" TEXT,
    "domain" TEXT,
    "nameEveryApp" BOOLEAN NOT NULL DEFAULT false,
    "httpPort" INTEGER NOT NULL DEFAULT 80,
    "httpsPort" INTEGER NOT NULL DEFAULT 443,
    "maxConnections" INTEGER NOT NULL DEFAULT 8000,
    "maintenancePage" TEXT,
    "containerId" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT NOT NULL DEFAULT '',
    "rowVersion" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Proxy_pkey" PRIMARY KEY ("environmentId"),
    CONSTRAINT "Proxy_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "RouteClaim" (
    "environmentId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "appId" UUID NOT NULL,

    CONSTRAINT "RouteClaim_pkey" PRIMARY KEY ("environmentId", "key"),
    CONSTRAINT "RouteClaim_appId_fkey" FOREIGN KEY ("appId") REFERENCES "App"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "RouteClaim_host_idx" ON "RouteClaim"("host");
CREATE INDEX "RouteClaim_appId_idx" ON "RouteClaim"("appId");

-- AlterTable
ALTER TABLE "Instance" ADD COLUMN "drainingSince" TIMESTAMP(3),
ADD COLUMN "madeOfVersion" INTEGER;

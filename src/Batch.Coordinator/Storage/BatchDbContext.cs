using Batch.Coordinator.Audit;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Ledger;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Publication;
using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Storage;

/// <summary>
/// The truth of the system. What is the same on every database is mapped here; <see cref="SqliteBatchDbContext"/> adds the
/// provider and owns its migrations.
/// </summary>
public abstract class BatchDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<JobCounters> JobCounters => Set<JobCounters>();

    public DbSet<Item> Items => Set<Item>();

    public DbSet<Chunk> Chunks => Set<Chunk>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<WorkerSession> Sessions => Set<WorkerSession>();

    public DbSet<SessionAccount> SessionAccounts => Set<SessionAccount>();

    public DbSet<Posting> Postings => Set<Posting>();

    public DbSet<Rollup> Rollups => Set<Rollup>();

    public DbSet<RateVersion> RateVersions => Set<RateVersion>();

    public DbSet<CommittedObject> Objects => Set<CommittedObject>();

    public DbSet<KnownFile> KnownFiles => Set<KnownFile>();

    public DbSet<OutputFile> OutputFiles => Set<OutputFile>();

    public DbSet<OutputEntry> OutputEntries => Set<OutputEntry>();

    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(BatchDbContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Columns.Configure(configurationBuilder);
}

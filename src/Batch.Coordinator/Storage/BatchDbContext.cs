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
using Microsoft.EntityFrameworkCore.Storage;

namespace Batch.Coordinator.Storage;

/// <summary>
/// The truth of the system. What is the same on every database is mapped here; <see cref="SqliteBatchDbContext"/> and
/// <see cref="PostgresBatchDbContext"/> say what differs, and own their migrations.
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

    /// <summary>Whether other processes may write it at the same time.</summary>
    internal abstract bool IsShared { get; }

    /// <summary>Locks rows for this transaction, in the one order that there is.</summary>
    internal abstract void Lock(IEnumerable<LockedRow> rows);

    /// <summary>
    /// Tells a database that still reads from one that can be written: a full disk only shows in a write. To be committed.
    /// </summary>
    internal abstract void ProveWritable();

    /// <summary>Everything that is read until its disposal is of one moment.</summary>
    internal abstract Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Does the migrations that are missing, beside nobody else, and whatever one that was killed may have left.</summary>
    internal abstract Task MigrateAloneAsync(CancellationToken cancellationToken);

    /// <summary>See <see cref="Turns"/>. The turn ends with this context.</summary>
    /// <returns>False where another process has it.</returns>
    internal abstract Task<bool> TakeTurnAsync(string duty, CancellationToken cancellationToken);

    /// <summary>A sign of life; throws where the turn is lost.</summary>
    internal abstract Task KeepTurnAsync(CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(BatchDbContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Columns.Configure(configurationBuilder);
}

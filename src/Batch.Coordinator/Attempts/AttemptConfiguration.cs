using Batch.Core.Attempts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Attempts;

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> builder)
    {
        builder.ToTable("attempts");
        builder.HasKey(a => a.Id);
        builder.ComplexProperty(a => a.Meter);
        builder.Property(a => a.State).IsConcurrencyToken();
        builder.HasIndex(a => a.ClaimId).IsUnique();
        builder.HasIndex(a => a.ItemId);
        builder.HasIndex(a => new { a.ChunkId, a.Epoch }).IsUnique();
        builder.HasIndex(a => a.SessionId);
        // Only open attempts are looked for by session and by job: the index stays as small as what runs.
        builder.HasIndex(a => a.SessionId, "IX_attempts_open_by_session").HasFilter("\"State\" = 'Running'");
        builder.HasIndex(a => a.JobId).HasFilter("\"State\" = 'Running'").HasDatabaseName("IX_attempts_open_by_job");
    }
}

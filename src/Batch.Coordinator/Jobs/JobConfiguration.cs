using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Jobs;

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.HasKey(j => j.Id);
        builder.ComplexProperty(j => j.Submission);
        builder.Property(j => j.Version).IsConcurrencyToken();
        builder.HasIndex(j => j.State);
        builder.HasIndex(j => j.EndedAt);
    }
}

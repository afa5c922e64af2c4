using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Jobs;

internal sealed class JobCountersConfiguration : IEntityTypeConfiguration<JobCounters>
{
    public void Configure(EntityTypeBuilder<JobCounters> builder)
    {
        builder.ToTable("job_counters");
        builder.HasKey(c => c.JobId);
    }
}

using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Leases;

internal sealed class WorkerSessionConfiguration : IEntityTypeConfiguration<WorkerSession>
{
    public void Configure(EntityTypeBuilder<WorkerSession> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(s => s.Id);
        builder.HasIndex(s => s.State);
        // A worker has one live session at the most.
        builder.HasIndex(s => s.Instance).IsUnique().HasFilter("\"State\" = 'Live'");
    }
}

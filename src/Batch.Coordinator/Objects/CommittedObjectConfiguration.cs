using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Objects;

internal sealed class CommittedObjectConfiguration : IEntityTypeConfiguration<CommittedObject>
{
    public void Configure(EntityTypeBuilder<CommittedObject> builder)
    {
        builder.ToTable("objects");
        builder.HasKey(o => o.ObjectName);
        builder.Ignore(o => o.Role);
        builder.HasIndex(o => new { o.ItemId, o.Round, o.Stage, o.Sequence, o.Name }).IsUnique();
        builder.HasIndex(o => o.JobId);
    }
}

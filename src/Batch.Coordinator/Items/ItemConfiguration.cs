using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Items;

internal sealed class ItemConfiguration : IEntityTypeConfiguration<Item>
{
    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.ToTable("items");
        builder.HasKey(i => i.Id);
        builder.ComplexProperty(i => i.Source);
        builder.ComplexProperty(i => i.Failure);
        builder.Ignore(i => i.ResultOwner);
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => new { i.JobId, i.State, i.Id });
        builder.HasIndex(i => i.Sha256);
    }
}

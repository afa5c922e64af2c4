using Batch.Core.Chunks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Chunks;

internal sealed class ChunkConfiguration : IEntityTypeConfiguration<Chunk>
{
    public void Configure(EntityTypeBuilder<Chunk> builder)
    {
        builder.ToTable("chunks");
        builder.HasKey(c => c.Id);
        builder.ComplexProperty(c => c.Spec);
        builder.Property(c => c.Epoch).IsConcurrencyToken();
        builder.Property(c => c.State).IsConcurrencyToken();
    }
}

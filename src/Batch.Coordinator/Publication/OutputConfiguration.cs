using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Publication;

internal sealed class OutputConfiguration : IEntityTypeConfiguration<OutputFile>, IEntityTypeConfiguration<OutputEntry>
{
    public void Configure(EntityTypeBuilder<OutputFile> builder)
    {
        builder.ToTable("output_files");
        builder.HasKey(f => new { f.Folder, f.Name });
        builder.HasIndex(f => f.ItemId);
    }

    public void Configure(EntityTypeBuilder<OutputEntry> builder)
    {
        builder.ToTable("output_entries");
        builder.HasKey(e => new { e.Folder, e.Source });
    }
}

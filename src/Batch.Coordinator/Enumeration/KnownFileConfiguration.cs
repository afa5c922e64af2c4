using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Enumeration;

internal sealed class KnownFileConfiguration : IEntityTypeConfiguration<KnownFile>
{
    public void Configure(EntityTypeBuilder<KnownFile> builder)
    {
        builder.ToTable("known_files");
        builder.HasKey(f => f.Path);
    }
}

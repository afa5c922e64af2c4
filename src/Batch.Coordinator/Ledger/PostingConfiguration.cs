using Batch.Core.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Ledger;

internal sealed class PostingConfiguration : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.ToTable("postings");
        builder.HasKey(p => p.Id);
        builder.ComplexProperty(p => p.Account);
        builder.OwnsMany(p => p.Lines, lines =>
        {
            lines.ToTable("posting_lines");
            lines.WithOwner().HasForeignKey("PostingId");
            lines.HasKey("PostingId", nameof(PostingLine.Cause), nameof(PostingLine.RateVersion));
        });
    }
}

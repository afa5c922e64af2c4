using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Ledger;

internal sealed class RollupConfiguration : IEntityTypeConfiguration<Rollup>
{
    public void Configure(EntityTypeBuilder<Rollup> builder)
    {
        builder.ToTable("rollups");
        builder.HasKey(r => new { r.Account, r.Stage, r.Pool, r.Model, r.Cause, r.RateVersion, r.Day });
    }
}

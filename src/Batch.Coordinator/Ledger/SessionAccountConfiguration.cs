using Batch.Core.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Batch.Coordinator.Ledger;

internal sealed class SessionAccountConfiguration : IEntityTypeConfiguration<SessionAccount>
{
    public void Configure(EntityTypeBuilder<SessionAccount> builder)
    {
        builder.ToTable("session_accounts");
        builder.HasKey(a => a.SessionId);
    }
}

using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Storage;

/// <summary>Makes contexts of the configured database for everybody who does not care which it is.</summary>
internal sealed class BatchContexts<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<BatchDbContext>
    where TContext : BatchDbContext
{
    public BatchDbContext CreateDbContext() => contexts.CreateDbContext();
}

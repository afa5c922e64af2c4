using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Storage;

/// <summary>The embedded database; its migrations are in <c>Storage/Migrations/Sqlite</c>.</summary>
public sealed class SqliteBatchDbContext(DbContextOptions<SqliteBatchDbContext> options) : BatchDbContext(options);

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Batch.Coordinator.Tests.Storage;

/// <summary>
/// How large SQLite lets its file become: never less than it is. SQLite keeps the limit with each connection, and pools come and go:
/// so every connection is told whenever it is taken.
/// </summary>
internal sealed class PageLimit : DbConnectionInterceptor
{
    public const int None = 1;
    public const int Any = 1_000_000_000;

    private volatile int _most = Any;

    public int Most
    {
        get => _most;
        set => _most = value;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {_most}";
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {_most}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

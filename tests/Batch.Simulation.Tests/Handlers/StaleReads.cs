using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Batch.Simulation.Tests.Handlers;

/// <summary>
/// Lets another coordinator come in between load and set, which SQLite with its one writer never does: rows that a command is about to
/// set are loaded from a snapshot of some time ago, everything else as it is. A command that is rolled back runs again on what is there.
/// </summary>
internal sealed partial class StaleReads : DbCommandInterceptor, IDbTransactionInterceptor
{
    /// <summary>Open on the snapshot; null where the next command reads what is there.</summary>
    public SqliteConnection? Snapshot { get; set; }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result)
    {
        if (Snapshot is not { } snapshot || !LockedRow().IsMatch(command.CommandText))
        {
            return result;
        }

        var old = snapshot.CreateCommand();
#pragma warning disable CA2100 // EF Core's own text.
        old.CommandText = command.CommandText;
#pragma warning restore CA2100
        foreach (DbParameter parameter in command.Parameters)
        {
            old.Parameters.AddWithValue(parameter.ParameterName, parameter.Value);
        }

        return InterceptionResult<DbDataReader>.SuppressWithResult(old.ExecuteReader());
    }

    public void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData) => Snapshot = null;

    [GeneratedRegex("""^-- FOR UPDATE\s+SELECT.*FROM "(attempts|chunks|items)" AS "(\w+)"\s+WHERE "\2"\."Id" = @""", RegexOptions.Singleline)]
    private static partial Regex LockedRow();
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Batch.Coordinator.Storage;

/// <summary>
/// Marks queries whose rows a command decides on. SQLite has one writer and reads the mark as the comment that it is; on
/// PostgreSQL <see cref="Clause"/> makes the clause of it, and the rows stay locked until the group commits.
/// </summary>
internal static class RowLocks
{
    private const string Update = "FOR UPDATE";
    private const string Share = "FOR SHARE";
    private const string UpdateSkipLocked = "FOR UPDATE SKIP LOCKED";

    /// <summary>Nobody else changes these rows, or locks them, before the commit.</summary>
    public static IQueryable<T> ForUpdate<T>(this IQueryable<T> rows) => rows.TagWith(Update);

    /// <summary>Nobody changes these rows before the commit.</summary>
    public static IQueryable<T> ForShare<T>(this IQueryable<T> rows) => rows.TagWith(Share);

    /// <summary>As <see cref="ForUpdate{T}"/>; rows that somebody else has are left out instead of waited for.</summary>
    public static IQueryable<T> ForUpdateSkipLocked<T>(this IQueryable<T> rows) => rows.TagWith(UpdateSkipLocked);

    /// <summary>Appends the clause that a query is marked with.</summary>
    internal sealed class Clause : DbCommandInterceptor
    {
        private static readonly (string Comment, string Clause)[] Marks =
        [
            // The longest first: it begins like another one.
            ($"-- {UpdateSkipLocked}", UpdateSkipLocked),
            ($"-- {Update}", Update),
            ($"-- {Share}", Share),
        ];

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result)
        {
            Append(command);
            return result;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            Append(command);
            return ValueTask.FromResult(result);
        }

        private static void Append(DbCommand command)
        {
            foreach (var (comment, clause) in Marks)
            {
                if (command.CommandText.StartsWith(comment, StringComparison.Ordinal))
                {
#pragma warning disable CA2100 // One of three clauses after EF Core's own text.
                    command.CommandText = $"{command.CommandText}\n{clause}";
#pragma warning restore CA2100
                    return;
                }
            }
        }
    }
}

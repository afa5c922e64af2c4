using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Storage;

/// <summary>Brings the schema up to date before anything else runs; a schema of a later version is left alone.</summary>
public sealed class SchemaUpdate(IDbContextFactory<BatchDbContext> contexts, IOptions<DatabaseOptions> options)
{
    /// <summary>Whether the database lies in the home, whose lock then comes first.</summary>
    public bool NeedsHome => options.Value.Provider is DatabaseProvider.Sqlite;

    /// <summary>
    /// What a start does: brings the schema up to date where the options say so, and refuses to run on another one. On SQLite
    /// under the home's lock.
    /// </summary>
    /// <exception cref="UnusableDatabaseException">The database cannot be reached, or its schema is another version's.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Migrates)
        {
            await RunAsync(cancellationToken);
        }
        else if (await PendingAsync(cancellationToken) is { Count: > 0 } pending)
        {
            throw new UnusableDatabaseException(
                $"The schema of the database is {pending.Count} {(pending.Count == 1 ? "step" : "steps")} behind: run 'batch migrate', or set {DatabaseOptions.Section}:MigrateAtStart.");
        }
    }

    /// <summary>What is missing, oldest first.</summary>
    /// <exception cref="UnusableDatabaseException">The database cannot be reached, or its schema is a later version's.</exception>
    public Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken) => WithDatabaseAsync(PendingAsync, cancellationToken);

    /// <summary>Does what is missing; safe beside itself.</summary>
    /// <returns>What was missing.</returns>
    /// <exception cref="UnusableDatabaseException">The database cannot be reached, or its schema is a later version's.</exception>
    public Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken) => WithDatabaseAsync(
        async (db, token) =>
        {
            var pending = await PendingAsync(db, token);
            await db.MigrateAloneAsync(token);
            return pending;
        },
        cancellationToken);

    private static async Task<IReadOnlyList<string>> PendingAsync(BatchDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var later = applied.Except(known, StringComparer.Ordinal).ToList();
        return later.Count == 0
            ? [.. known.Except(applied, StringComparer.Ordinal)]
            : throw new UnusableDatabaseException(
                $"The schema of the database is newer than this version of batch ({later[^1]} is not known here): run the version that made it, or a later one.");
    }

    private async Task<T> WithDatabaseAsync<T>(Func<BatchDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            return await work(db, cancellationToken);
        }
        catch (Exception error) when (db.IsShared && DatabaseFailure.In(error) is { } failure)
        {
            throw new UnusableDatabaseException($"The database cannot be used ({failure.Message}): see {DatabaseOptions.Section}.", error);
        }
    }
}

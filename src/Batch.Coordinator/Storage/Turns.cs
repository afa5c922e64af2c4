using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Storage;

/// <summary>
/// Duties that one coordinator does at a time, such as writing into output folders. On PostgreSQL a turn is an advisory lock
/// that the server itself takes back from a process that died, was cut off or stands still; on SQLite there is nobody else.
/// </summary>
internal sealed class Turns(IDbContextFactory<BatchDbContext> contexts, TimeProvider time)
{
    // Several signs of life within the server's patience.
    private static readonly TimeSpan SignOfLife = PostgresConnection.LongestPause / 4;

    /// <param name="duty">What is done, such as <c>publication</c>.</param>
    /// <param name="work">Does a piece of it; cancelled where the turn is lost meanwhile.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What the work returned; false where another coordinator is at it.</returns>
    public async Task<bool> RunAsync(string duty, Func<CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.TakeTurnAsync(duty, cancellationToken))
        {
            return false;
        }

        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = work(turn.Token);
        while (await Task.WhenAny(working, Task.Delay(SignOfLife, time, turn.Token)) != working)
        {
            try
            {
                await db.KeepTurnAsync(turn.Token);
            }
            catch
            {
                await turn.CancelAsync();
                await working;
                throw;
            }
        }

        await turn.CancelAsync();
        return await working;
    }
}

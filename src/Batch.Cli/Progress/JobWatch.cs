using System.Runtime.CompilerServices;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Progress;

/// <summary>
/// Follows a job to its end, through broken connections and restarts of the server: what the events do not say for a while
/// is asked for.
/// </summary>
internal sealed class JobWatch(BatchClient client, TimeProvider time)
{
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AbsenceLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The job as it is now and at every change; the last one is <see cref="JobView.Ended"/>.</summary>
    /// <exception cref="CommandFailedException">The server has not answered for half a minute, or refused.</exception>
    public async IAsyncEnumerable<JobView> SnapshotsAsync(string job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The first question is not asked twice: a wrong address or id is said at once.
        var now = await client.JobAsync(job, cancellationToken);
        while (true)
        {
            yield return now;
            if (now.Ended)
            {
                yield break;
            }

            using var silence = new CancellationTokenSource(SilenceLimit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
            await using var told = client.EventsAsync(job, either.Token).GetAsyncEnumerator(either.Token);
            while (await NextAsync(told, silence, cancellationToken) is { } next)
            {
                yield return next;
                if (next.Ended)
                {
                    yield break;
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
            now = await AskAsync(job, cancellationToken);
        }
    }

    /// <summary>The next snapshot of the stream; null where it has ended, broken or fallen silent.</summary>
    private static async Task<JobView?> NextAsync(
        IAsyncEnumerator<JobEvent> told,
        CancellationTokenSource silence,
        CancellationToken cancellationToken)
    {
        try
        {
            while (await told.MoveNextAsync())
            {
                if (told.Current.Job is { } job)
                {
                    silence.CancelAfter(SilenceLimit);
                    return job;
                }
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or CommandFailedException { ExitCode: ExitCode.Unreachable }
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<JobView> AskAsync(string job, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await client.JobAsync(job, cancellationToken);
            }
            catch (CommandFailedException failure)
                when (failure.ExitCode == ExitCode.Unreachable && time.GetElapsedTime(since) < AbsenceLimit)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}

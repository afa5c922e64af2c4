using Batch.Cli.CommandLine;
using Batch.Cli.Server;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Progress;

/// <summary>Watches a job on the view that suits the shell.</summary>
internal static class ProgressDisplay
{
    /// <summary>Follows the job until it has ended, and answers how.</summary>
    /// <param name="shell">Shown on its standard output; with <paramref name="json"/> on its standard error.</param>
    /// <param name="client">The server that runs the job.</param>
    /// <param name="job">The id of the job.</param>
    /// <param name="json">Standard output belongs to JSON.</param>
    /// <param name="quiet">Shows nothing.</param>
    /// <param name="cancellationToken">Stops watching; the job goes on.</param>
    public static Task<JobView> FollowAsync(
        Shell shell, BatchClient client, string job, bool json, bool quiet, CancellationToken cancellationToken)
    {
        if (quiet)
        {
            return FollowAsync(shell, client, job, new NoProgress(), cancellationToken);
        }

        var terminal = json ? shell.ErrorIsTerminal : shell.OutIsTerminal;
        if (!terminal)
        {
            return FollowAsync(shell, client, job, new PlainProgress(json ? shell.Error : shell.Out, shell.Time), cancellationToken);
        }

        return LiveProgress.RunAsync(
            json ? shell.ErrorConsole() : shell.OutConsole(),
            view => FollowAsync(shell, client, job, view, cancellationToken));
    }

    private static async Task<JobView> FollowAsync(
        Shell shell, BatchClient client, string job, IProgressView view, CancellationToken cancellationToken)
    {
        var pace = new PaceMeter();
        var began = shell.Time.GetTimestamp();
        var found = false;
        JobView? last = null;
        await foreach (var now in new JobWatch(client, shell.Time).SnapshotsAsync(job, cancellationToken))
        {
            last = now;
            if (!found && ProgressLine.Found(now.Progress) is { } line)
            {
                found = true;
                view.Note(line);
            }

            view.Show(now, pace.Observe(now.Progress, shell.Time.GetElapsedTime(began)));
        }

        return last!;
    }
}

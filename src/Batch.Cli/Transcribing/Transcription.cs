using System.Runtime.CompilerServices;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Engines;
using Batch.Cli.Jobs;
using Batch.Cli.Progress;
using Batch.Cli.Roles;
using Batch.Cli.Server;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Transcribing;

/// <summary>A transcription without a server: the embedded system is started, given the job over its REST API, and stopped.</summary>
internal static class Transcription
{
    /// <summary>Ctrl-C is obeyed within 5 seconds, whatever still runs: the engine dies with this process.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(4);

    public static async Task<ExitCode> RunAsync(Shell shell, TranscribeRequest request, CancellationToken cancellationToken)
    {
        var configuration = Configuration.Load();
        var model = request.Model ?? DefaultModel.Configured(configuration);
        var engine = await EnginePreflight.ChooseAsync(shell, EmbeddedPools.LocalFor(configuration), model, cancellationToken);
        var spec = TranscriptionSpec.Of(request, engine.Model);
        OptionsCheck.Throw(spec);
        OutputCheck.Throw(request.OutputFolder);

        var key = new RunKey();
        await using var system = await StartAsync(shell, engine.Model, key, cancellationToken);
        using var client = BatchClient.Connect(system.Address, key.Value);
        try
        {
            Directory.CreateDirectory(request.OutputFolder);
            await EngineAnnouncement.SayAsync(
                request.Quiet ? TextWriter.Null : request.Json ? shell.Error : shell.Out,
                shell,
                system.EngineAsync(cancellationToken),
                system.LogFile,
                engine,
                cancellationToken);
            if (engine.LanguageWarning(request.Language) is { } warning)
            {
                shell.Error.WriteLine(warning);
            }

            var job = await ResumeOrSubmitAsync(shell, client, spec, request, cancellationToken);
            var ended = await ProgressDisplay.FollowAsync(shell, client, job.Id, request.Json, request.Quiet, cancellationToken);
            await JobReport.WriteAsync(shell, client, ended, request.Json, request.Quiet, cancellationToken);
            return JobVerdict.Of(ended);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return VerbAction.Fail(shell, ExitCode.Interrupted, "interrupted; what is done is kept: run the same command again to go on.");
        }
        finally
        {
            await system.StopAsync(StopLimit);
        }
    }

    private static Task<EmbeddedSystem> StartAsync(Shell shell, string model, RunKey key, CancellationToken cancellationToken)
    {
        var home = HomeFolder.Of(shell);
        var settings = new CoordinatorSettings(home, Listening.OnFreeLoopbackPort(), model, key, Path.GetPathRoot(home)!, Path.Combine(home, "logs", "transcribe.log"));
        return EmbeddedSystem.StartAsync(settings, shell.Time, cancellationToken);
    }

    private static async Task<JobView> ResumeOrSubmitAsync(
        Shell shell, BatchClient client, JobSpec spec, TranscribeRequest request, CancellationToken cancellationToken)
    {
        if (await UnfinishedAsync(shell, client, spec, cancellationToken) is { } unfinished)
        {
            if (!request.Quiet)
            {
                (request.Json ? shell.Error : shell.Out).WriteLine($"going on with {unfinished.Id}, which an earlier run left unfinished");
            }

            // It listed its source then: what came since belongs to it too.
            if (await client.RelistAsync(unfinished.Id, cancellationToken) is { } listed)
            {
                return listed;
            }

            // It was about to end with what it had listed: what is new is for a job of its own.
            await ProgressDisplay.FollowAsync(shell, client, unfinished.Id, request.Json, quiet: true, cancellationToken);
        }

        return await client.SubmitAsync(spec, Guid.NewGuid(), cancellationToken);
    }

    private static async Task<JobView?> UnfinishedAsync(
        Shell shell, BatchClient client, JobSpec spec, CancellationToken cancellationToken)
    {
        JobView? same = null;
        var others = 0;
        await foreach (var job in UnendedAsync(client, cancellationToken))
        {
            if (same is null && TranscriptionSpec.IsSame(job, spec))
            {
                same = job;
            }
            else
            {
                others++;
            }
        }

        if (others > 0)
        {
            shell.Error.WriteLine($"note: {others} unfinished {(others == 1 ? "job" : "jobs")} of earlier runs in this home {(others == 1 ? "goes" : "go")} on beside this one.");
        }

        return same;
    }

    private static async IAsyncEnumerable<JobView> UnendedAsync(
        BatchClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var state in new[] { "queued", "running", "waiting", "finishing" })
        {
            await foreach (var job in client.JobsAsync(state, cancellationToken))
            {
                yield return job;
            }
        }
    }
}

using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Engines;
using Batch.Worker;
using Batch.Worker.Engines;
using Batch.Worker.Preemption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Cli.Roles;

/// <summary><c>batch worker run</c>: one pool on this machine, until Ctrl-C or until a person drains it.</summary>
internal static class WorkerRunCommand
{
    /// <summary>Beyond the grace of the attempts: giving back, the last heartbeat, the engine's end.</summary>
    private static readonly TimeSpan StopBeyondGrace = TimeSpan.FromSeconds(8);

    public static Command Create(Shell shell)
    {
        var pool = new Option<string>("--pool") { Description = "The pool to serve: cpu prepares and merges, every other one runs an engine.", Required = true };
        pool.Checks(WorkerPool.Check);
        var slots = new Option<int?>("--slots") { Description = "Attempts at the same time. Default: as configured; at least one a device." };
        var devices = new Option<string?>("--devices") { Description = "GPUs to use, an engine each: all, or numbers such as 0,1. Default: all.", HelpName = "all|0,1" };
        var coordinator = new Option<string?>("--coordinator") { Description = "Address of the coordinator. Default: Batch:Worker:Coordinator.", HelpName = "URL" };
        var preempted = new Option<string?>("--preemption-file")
        {
            Description = "A file whose appearance says that this machine is about to be taken away. Default: Batch:Worker:Preemption:File.",
            HelpName = "FILE",
        };
        var file = ConfigurationFile.Option();
        return new Command("run", "Runs a worker of one pool until Ctrl-C, or until it is drained.") { pool, slots, devices, coordinator, preempted, file }.Runs(shell, async (parsed, cancellationToken) =>
        {
            var path = ConfigurationFile.Find(shell, parsed.GetValue(file));
            var configuration = Configuration.Load(path);
            if (parsed.GetValue(coordinator) is { } address)
            {
                configuration[$"{WorkerRoleOptions.Section}:{nameof(WorkerRoleOptions.Coordinator)}"] = address;
            }

            if (parsed.GetValue(preempted) is { } notice)
            {
                configuration[$"{PreemptionOptions.Section}:{nameof(PreemptionOptions.File)}"] = shell.FullPath(notice);
            }

            var (bus, server, preemption) = RoleConfiguration.ForWorker(configuration);
            var name = parsed.GetRequiredValue(pool);
            var options = await OptionsAsync(configuration, name, parsed.GetValue(slots), parsed.GetValue(devices), cancellationToken);
            using var state = WorkerState.Take(HomeFolder.Of(shell), name);
            options.InstanceId = state.InstanceId;
            options.ScratchRoot = Path.Combine(state.Folder, "scratch");
            var engine = await EngineAsync(shell, configuration, options, state, cancellationToken);
            await CoordinatorReach.CheckAsync(shell, server, cancellationToken);

            await using var running = await RoleHost.StartAsync(WorkerApp.Build(options, bus, preemption, path, shell.Time), cancellationToken);
            shell.Out.WriteLine($"worker {state.InstanceId} of pool {name}, {options.Slots} slots, bus {bus.Address}; stop with Ctrl-C");
            await ServeAsync(shell, running, name, engine, cancellationToken);
            if (preemption.Signal && cancellationToken.IsCancellationRequested)
            {
                running.Services.GetRequiredService<PreemptionNotice>().Give(TimeSpan.FromSeconds(options.ShutdownGraceSeconds));
            }

            await running.StopAsync(TimeSpan.FromSeconds(options.ShutdownGraceSeconds) + StopBeyondGrace);
            return ExitCode.Done;
        });
    }

    private static async Task<WorkerOptions> OptionsAsync(
        IConfiguration configuration, string pool, int? slots, string? devices, CancellationToken cancellationToken)
    {
        var gpus = pool == EmbeddedPools.Cpu ? [] : await WorkerPool.GpusAsync(devices, cancellationToken);
        return WorkerPool.Read(configuration, pool, slots, gpus);
    }

    /// <summary>Finds the engine and the model to load ahead before anything is started.</summary>
    private static async Task<EngineChoice?> EngineAsync(
        Shell shell, IConfiguration configuration, WorkerOptions options, WorkerState state, CancellationToken cancellationToken)
    {
        if (options.Engine is null)
        {
            return null;
        }

        var choice = await EnginePreflight.ChooseForServerAsync(shell, options, DefaultModel.Configured(configuration), cancellationToken);
        options.Engine.PreloadModel = choice?.Model;
        options.Engine.StateFolder = Path.Combine(state.Folder, "engines");
        return choice;
    }

    /// <summary>Returns when the worker was told to stop, or has drained, whether or not its engine has started by then.</summary>
    private static async Task ServeAsync(Shell shell, RoleHost running, string pool, EngineChoice? engine, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var announcing = AnnounceAsync(shell, running, pool, engine, over.Token);
        var drained = running.Services.GetRequiredService<DrainBoard>().DrainedAsync(pool, over.Token);
        if (await Task.WhenAny(drained, running.StoppedAsync(over.Token)) == drained && drained.IsCompletedSuccessfully)
        {
            var gone = running.Services.GetRequiredService<PreemptionNotice>().Given.IsCancellationRequested;
            shell.Out.WriteLine($"the worker of pool {pool} has drained{(gone ? ": this machine is about to be taken away" : "")}");
        }

        await over.CancelAsync();
        await announcing;
    }

    private static async Task AnnounceAsync(Shell shell, RoleHost running, string pool, EngineChoice? engine, CancellationToken cancellationToken)
    {
        try
        {
            if (engine is not null)
            {
                var start = running.Services.GetRequiredService<EngineBoard>().StartedAsync(pool, cancellationToken);
                await EngineAnnouncement.SayAsync(shell.Out, shell, start, logFile: null, engine, cancellationToken);
            }
        }
        catch (CommandFailedException failure)
        {
            // A worker goes on: the jobs wait visibly, and it tries again.
            VerbAction.Fail(shell, failure.ExitCode, failure.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}

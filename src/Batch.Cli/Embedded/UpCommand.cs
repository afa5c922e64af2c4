using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Engines;
using Batch.Cli.Roles;

namespace Batch.Cli.Embedded;

/// <summary><c>batch up</c>: the whole system in one process.</summary>
internal static class UpCommand
{
    /// <summary>Workers finish or give back what they hold; then it is over.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    public static Command Create(Shell shell)
    {
        var port = ListeningOptions.Port();
        var host = ListeningOptions.Host();
        return new Command("up", "Runs the whole system in this process until Ctrl-C.") { port, host }.Runs(shell, async (parsed, cancellationToken) =>
        {
            var listening = Listening.On(parsed.GetRequiredValue(host), parsed.GetValue(port));
            var configuration = Configuration.Load();
            EmbeddedAccess.EnsureAllowed(listening, configuration);
            var engine = await EnginePreflight.ChooseForServerAsync(
                shell, EmbeddedPools.LocalFor(configuration), DefaultModel.Configured(configuration), cancellationToken);
            var settings = RoleConfiguration.ForUp(
                new CoordinatorSettings(HomeFolder.Of(shell), listening, engine?.Model, Key: null, shell.FullPath("."), LogFile: null), configuration);
            await using var system = await EmbeddedSystem.StartAsync(settings, shell.Time, cancellationToken);
            shell.Out.WriteLine($"listening on {listening.Url} (home {settings.Home}); stop with Ctrl-C");
            try
            {
                await AnnounceAsync(shell, system, engine, cancellationToken);
                await system.StoppedAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // A stop by signal is how a server ends: nothing was interrupted.
            }

            await system.StopAsync(StopLimit);
            return ExitCode.Done;
        });
    }

    private static async Task AnnounceAsync(Shell shell, EmbeddedSystem system, EngineChoice? engine, CancellationToken cancellationToken)
    {
        if (engine is null)
        {
            shell.Out.WriteLine("no engine runs yet: it starts with the model of the first job");
            return;
        }

        try
        {
            await EngineAnnouncement.SayAsync(shell.Out, shell, system.EngineAsync(cancellationToken), system.LogFile, engine, cancellationToken);
        }
        catch (CommandFailedException failure)
        {
            // A server goes on: jobs wait visibly, and its workers try again.
            VerbAction.Fail(shell, failure.ExitCode, failure.Message);
        }
    }
}

using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Schema;

namespace Batch.Cli.Roles;

/// <summary><c>batch coordinator run</c>: REST, dispatch, leases and loops; its workers are processes of their own.</summary>
internal static class CoordinatorRunCommand
{
    /// <summary>Nothing of a job runs here: what is in the air is answered, and the writer ends.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    public static Command Create(Shell shell)
    {
        var port = ListeningOptions.Port();
        var host = ListeningOptions.Host();
        var file = ConfigurationFile.Option();
        return new Command("run", "Runs a coordinator until Ctrl-C; workers reach it through the broker.") { port, host, file }.Runs(shell, async (parsed, cancellationToken) =>
        {
            var listening = Listening.On(parsed.GetRequiredValue(host), parsed.GetValue(port));
            var path = ConfigurationFile.Find(shell, parsed.GetValue(file));
            var configuration = Configuration.Load(path);
            EmbeddedAccess.EnsureAllowed(listening, configuration);
            var settings = RoleConfiguration.ForCoordinator(
                new CoordinatorSettings(HomeFolder.Of(shell), listening, PreloadModel: null, Key: null, shell.FullPath("."), LogFile: null)
                {
                    ConfigurationFile = path,
                },
                configuration);
            await ConfiguredDatabase.EnsureReadyAsync(settings, cancellationToken);
            await using var running = await RoleHost.StartAsync(CoordinatorApp.Build(settings, shell.Time, (_, _) => { }), cancellationToken);
            shell.Out.WriteLine(
                $"coordinator listening on {listening.Url} for {settings.PublicAddress}, bus {settings.Bus.Address} (home {settings.Home}); stop with Ctrl-C");
            await running.StoppedAsync(cancellationToken);
            await running.StopAsync(StopLimit);
            return ExitCode.Done;
        });
    }
}

using System.CommandLine;
using Batch.Cli.CommandLine;
namespace Batch.Cli.ModelCatalogue;
internal static class ModelGetCommand
{
    public static Command Create(Shell shell) => new Command("get", "Fetches a model into the cache.").Runs(shell, (_, _) => Task.FromResult(ExitCode.Done));
}

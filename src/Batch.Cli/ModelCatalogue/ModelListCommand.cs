using System.CommandLine;
using Batch.Cli.CommandLine;
namespace Batch.Cli.ModelCatalogue;
internal static class ModelListCommand
{
    public static Command Create(Shell shell) => new Command("list", "Lists the models that can be named.").Runs(shell, (_, _) => Task.FromResult(ExitCode.Done));
}

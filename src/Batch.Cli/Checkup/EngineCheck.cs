using Batch.Cli.CommandLine;
using Batch.Contracts.Engines;
namespace Batch.Cli.Checkup;
internal static class EngineCheck
{
    public static Task<(CheckResult Result, EngineDescription? Engine)> RunAsync(Shell shell, CancellationToken cancellationToken) =>
        Task.FromResult<(CheckResult, EngineDescription?)>((CheckResult.Missing("engine", "x", "y"), null));
}

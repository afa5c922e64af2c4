using Batch.Cli.CommandLine;
namespace Batch.Cli.Engines;
internal static class EnginePreflight
{
    public static Task<EngineReport> CheckAsync(Shell shell, string? model, CancellationToken cancellationToken) =>
        throw CommandFailedException.WrongUse($"not wired {model} {shell} {cancellationToken}");
}

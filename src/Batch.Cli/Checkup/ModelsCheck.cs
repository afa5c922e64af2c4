namespace Batch.Cli.Checkup;
internal static class ModelsCheck
{
    public static Task<CheckResult> RunAsync(CancellationToken cancellationToken) => Task.FromResult(CheckResult.Missing("engine", "x", "y"));
}

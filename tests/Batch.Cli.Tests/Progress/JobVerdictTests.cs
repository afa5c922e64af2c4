using Batch.Cli.CommandLine;
using Batch.Cli.Progress;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Progress;

public sealed class JobVerdictTests
{
    [Theory]
    [InlineData("completed", 0, 0, ExitCode.Done)]
    [InlineData("completedWithErrors", 1, 0, ExitCode.ItemsFailed)]
    [InlineData("completedWithErrors", 0, 1, ExitCode.ItemsFailed)]
    [InlineData("failed", 3, 0, ExitCode.JobFailed)]
    [InlineData("cancelled", 0, 0, ExitCode.JobFailed)]
    internal void ExitCode_WhenAJobHasEnded_SaysHow(string state, int failed, int partial, ExitCode expected) => Assert.Equal(
        expected,
        JobVerdict.Of(Views.Ended(state) with { Progress = Views.NoProgress with { ItemsFailed = failed, ItemsPartial = partial } }));
}

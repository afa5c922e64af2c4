using Batch.Cli.CommandLine;
using Batch.Cli.Roles;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Roles;

public sealed class WorkerStateTests
{
    [Fact]
    public void Id_WhenStartedAgain_IsTheSame()
    {
        using var folder = new TestFolder();
        string first;
        using (var state = WorkerState.Take(folder.Path, "cpu"))
        {
            first = state.InstanceId;
        }

        using var again = WorkerState.Take(folder.Path, "cpu");
        using var other = WorkerState.Take(folder.Path, "local");

        Assert.Equal(first, again.InstanceId);
        Assert.NotEqual(first, other.InstanceId);
    }

    [Fact]
    public void Pool_WhenAnotherProcessServesItFromTheHome_IsRefused()
    {
        using var folder = new TestFolder();
        using var state = WorkerState.Take(folder.Path, "cpu");

        Assert.Throws<CommandFailedException>(() => WorkerState.Take(folder.Path, "cpu"));
    }
}

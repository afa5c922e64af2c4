using System.Diagnostics;
using Batch.Coordinator.Home;

namespace Batch.Coordinator.Tests.Storage;

public sealed class HomeLockTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Home_WhenTaken_IsRefusedToASecondTaker()
    {
        using var first = HomeLock.Take(_database.Home);

        var error = Assert.Throws<HomeInUseException>(() => HomeLock.Take(_database.Home));
        Assert.Contains(_database.Home.Folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Home_WhenGivenBack_MayBeTakenAgain()
    {
        HomeLock.Take(_database.Home).Dispose();

        using var second = HomeLock.Take(_database.Home);
        Assert.True(File.Exists(_database.Home.LockFile));
    }

    [Fact]
    public async Task Home_WhenTaken_IsLockedForOtherProcessesByTheKernel()
    {
        if (!File.Exists("/usr/bin/flock"))
        {
            Assert.Skip("flock of util-linux is not there");
        }

        using (HomeLock.Take(_database.Home))
        {
            Assert.Equal(1, await FlockAsync());
        }

        Assert.Equal(0, await FlockAsync());
    }

    private async Task<int> FlockAsync()
    {
        using var process = Process.Start("/usr/bin/flock", ["--nonblock", _database.Home.LockFile, "true"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}

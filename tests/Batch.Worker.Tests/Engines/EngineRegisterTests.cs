using System.Diagnostics;
using Batch.Worker.Engines;

namespace Batch.Worker.Tests.Engines;

public sealed class EngineRegisterTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly Process child = Process.Start("sleep", ["600"])!;

    public void Dispose()
    {
        child.Kill();
        child.WaitForExit();
        child.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Engine_WhenItsWorkerIsGone_IsEndedAtTheNextStart()
    {
        var register = new EngineRegister(folder.Path, "local");
        register.Note(child);
        ForgetTheWorker();

        Assert.Equal(child.Id, register.Reap());
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Engine_WhenItsWorkerLives_IsLeftAlone()
    {
        var register = new EngineRegister(folder.Path, "local");
        register.Note(child);

        Assert.Null(register.Reap());
        Assert.False(child.HasExited);
    }

    [Fact]
    public void Process_WhenItOnlyHasTheSameId_IsLeftAlone()
    {
        var register = new EngineRegister(folder.Path, "local");
        File.WriteAllLines(folder.File("engine-local.pid"), [$"{child.Id} 1", "0 1"]);

        Assert.Null(register.Reap());
        Assert.False(child.HasExited);
    }

    private void ForgetTheWorker()
    {
        var file = folder.File("engine-local.pid");
        File.WriteAllLines(file, [File.ReadAllLines(file)[0], "0 1"]);
    }
}

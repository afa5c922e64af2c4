using System.Diagnostics;
using Batch.Worker.Engines;

namespace Batch.Worker.Tests.Engines;

public sealed class EngineRegisterTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Process _child = Process.Start("sleep", ["600"])!;

    public void Dispose()
    {
        _child.Kill();
        _child.WaitForExit();
        _child.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Engine_WhenItsWorkerIsGone_IsEndedAtTheNextStart()
    {
        var register = new EngineRegister(_folder.Path, "local");
        register.Note(_child);
        ForgetTheWorker();

        Assert.Equal(_child.Id, register.Reap());
        await _child.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Engine_WhenItsWorkerLives_IsLeftAlone()
    {
        var register = new EngineRegister(_folder.Path, "local");
        register.Note(_child);

        Assert.Null(register.Reap());
        Assert.False(_child.HasExited);
    }

    [Fact]
    public void Process_WhenItOnlyHasTheSameId_IsLeftAlone()
    {
        var register = new EngineRegister(_folder.Path, "local");
        File.WriteAllLines(_folder.File("engine-local.pid"), [$"{_child.Id} 1", "0 1"]);

        Assert.Null(register.Reap());
        Assert.False(_child.HasExited);
    }

    private void ForgetTheWorker()
    {
        var file = _folder.File("engine-local.pid");
        File.WriteAllLines(file, [File.ReadAllLines(file)[0], "0 1"]);
    }
}

using Batch.Worker.Engines;
using Batch.Worker.Tests.Sessions;

namespace Batch.Worker.Tests.Engines;

public sealed class EngineOfEachGpuTests
{
    [Fact]
    public async Task Engine_WhenEntered_IsThatOfTheDevice()
    {
        await using var engines = new EngineOfEachGpu([new ScriptedEngineHost("on-0"), new ScriptedEngineHost("on-1")]);

        using var first = await engines.EnterAsync("base", device: 0, TestContext.Current.CancellationToken);
        using var second = await engines.EnterAsync("base", device: 1, TestContext.Current.CancellationToken);

        Assert.Equal(2, engines.Count);
        Assert.Equal(("on-0", "on-1"), (first.Engine.Description.Model, second.Engine.Description.Model));
    }
}

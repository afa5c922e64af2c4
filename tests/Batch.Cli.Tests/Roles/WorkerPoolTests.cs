using Batch.Cli.CommandLine;
using Batch.Cli.Roles;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Tests.Roles;

public sealed class WorkerPoolTests
{
    [Fact]
    public void Pool_WhenItIsCpu_HasNoEngineAndADeviceForEachSlot()
    {
        var options = WorkerPool.Read(Of(), "cpu", slots: 3, gpus: []);

        Assert.Null(options.Engine);
        Assert.Equal((3, 3), (options.Slots, options.Devices));
    }

    [Fact]
    public void Pool_WhenItHasGpus_HasAnEngineAndASlotForEach()
    {
        var options = WorkerPool.Read(Of(), "a10g", slots: null, gpus: [0, 2]);

        Assert.Equal([0, 2], options.Engine!.Gpus);
        Assert.Equal((2, 2), (options.Slots, options.Devices));
    }

    [Fact]
    public void Pool_WhenConfigured_TakesItsSection()
    {
        var options = WorkerPool.Read(
            Of(("Batch:Workers:a10g:Slots", "8"), ("Batch:Workers:a10g:Engine:Url", "http://gpu-1:8000/"), ("Batch:Workers:a10g:ShutdownGraceSeconds", "90")),
            "a10g",
            slots: null,
            gpus: [0, 1]);

        Assert.Empty(options.Engine!.Gpus);
        Assert.Equal((8, 1, 90.0), (options.Slots, options.Devices, options.ShutdownGraceSeconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A10G")]
    [InlineData("../cpu")]
    public void Name_WhenItIsNoneOfAQueue_IsRefused(string pool) =>
        Assert.Throws<CommandFailedException>(() => WorkerPool.Check(pool));

    [Fact]
    public async Task Devices_WhenNamed_AreThose() =>
        Assert.Equal([0, 1], await WorkerPool.GpusAsync("0,1", TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("")]
    [InlineData("0,0")]
    [InlineData("first")]
    [InlineData("-1")]
    public async Task Devices_WhenTheyAreNone_AreRefused(string devices) =>
        await Assert.ThrowsAsync<CommandFailedException>(() => WorkerPool.GpusAsync(devices, TestContext.Current.CancellationToken));

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
}

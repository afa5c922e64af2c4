using Batch.Cli.Bus;
using Batch.Cli.CommandLine;
using Batch.Cli.Roles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Tests.Roles;

public sealed class ProcessEndTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_WhenAPartEndsIt_FailsWithTheReason()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOptions<BusOptions>().ValidateOnStart();
        builder.Services.AddSingleton<ProcessEnd>();
        await using var running = await RoleHost.StartAsync(builder.Build(), Token);

        running.Services.GetRequiredService<ProcessEnd>().Because("The bus does not receive.");
        await running.StoppedAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        var thrown = await Assert.ThrowsAsync<CommandFailedException>(() => running.StopAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal((ExitCode.Unreachable, "The bus does not receive."), (thrown.ExitCode, thrown.Message));
    }
}

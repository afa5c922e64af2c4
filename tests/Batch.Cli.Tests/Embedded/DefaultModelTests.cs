using Batch.Cli.Embedded;
using Batch.Cli.Roles;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Tests.Embedded;

public sealed class DefaultModelTests
{
    private const string Setting = "Batch:Transcription:DefaultModel";

    [Theory]
    [InlineData(null, "large-v3-turbo", "large-v3-turbo")]
    [InlineData("small", "small-q5_1", "small")]
    public void JobWithoutModel_WhenTheSystemChoseOne_TakesItUnlessOneIsConfigured(string? configured, string chosen, string taken)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [Setting] = configured })
            .Build();
        var settings = new CoordinatorSettings("/home/batch", Listening.OnFreeLoopbackPort(), chosen, Key: null, "/srv", LogFile: null);

        EmbeddedAccess.Apply(settings, configuration);

        Assert.Equal(taken, configuration[Setting]);
    }
}

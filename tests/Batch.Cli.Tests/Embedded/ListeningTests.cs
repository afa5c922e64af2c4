using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;

namespace Batch.Cli.Tests.Embedded;

public sealed class ListeningTests
{
    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:{0}/", true)]
    [InlineData("localhost", "http://127.0.0.1:{0}/", true)]
    [InlineData("0.0.0.0", "http://127.0.0.1:{0}/", false)]
    public void Listening_WhenOnAnAddress_TellsClientsHowToReachIt(string host, string url, bool loopback)
    {
        var port = Listening.OnFreeLoopbackPort().Port;
        var listening = Listening.On(host, port);
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, port), listening.Url.ToString());
        Assert.Equal(loopback, listening.IsLoopback);
    }

    [Fact]
    public void Listening_WhenTheAddressIsNotOfThisMachine_SaysSo() =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandFailedException>(() => Listening.On("192.0.2.1", 8080)).ExitCode);
}

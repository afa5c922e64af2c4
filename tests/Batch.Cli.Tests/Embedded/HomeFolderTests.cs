using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Embedded;

public sealed class HomeFolderTests
{
    [Fact]
    public void Home_WhenSet_CountsFromTheCurrentDirectory() => Assert.Equal("/work/state", Home(("BATCH_HOME", "state"), ("HOME", "/u")));

    [Fact]
    public void Home_WhenNotSet_IsInTheDataFolder()
    {
        Assert.Equal("/u/.local/share/batch", Home(("HOME", "/u")));
        Assert.Equal("/d/batch", Home(("HOME", "/u"), ("XDG_DATA_HOME", "/d")));
    }

    [Fact]
    public void Home_WhenNothingSaysWhere_IsAskedFor() => Assert.Throws<CommandFailedException>(() => Home());

    private static string Home(params (string Name, string Value)[] environment)
    {
        var shell = new TestShell();
        foreach (var (name, value) in environment)
        {
            shell.Environment[name] = value;
        }

        return HomeFolder.Of(shell.In("/work"));
    }
}

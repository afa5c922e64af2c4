namespace Batch.EndToEnd.Tests.Machine;

/// <summary>One process of an installation, which is injured and started again.</summary>
/// <param name="name">What it is, for people.</param>
/// <param name="ready">What it says once it works.</param>
/// <param name="start">Starts it once more, with these variables besides its own.</param>
internal sealed class Member(string name, string ready, Func<string[], BatchProcess> start) : IDisposable
{
    private readonly List<BatchProcess> _lives = [];
    private readonly List<string> _endedAlone = [];
    private bool _told;

    public string Name => name;

    public BatchProcess Process => _lives[^1];

    public bool IsAlive => _lives.Count > 0 && !Process.HasExited;

    public bool StandsStill { get; private set; }

    /// <summary>Lives that ended without being told to, and how.</summary>
    public IReadOnlyList<string> EndedAlone => _endedAlone;

    /// <summary>What it has said in all of its lives: for a test that fails.</summary>
    public string Said => string.Join('\n', _lives.Select(life => $"=== {name} {life.Id}: {life.Everything}"));

    /// <param name="environment">Variables of this life alone, <c>NAME=value</c>.</param>
    public async Task StartAsync(params string[] environment)
    {
        _told = false;
        _lives.Add(start(environment));
        await Process.SeeAsync(ready);
    }

    /// <summary>kill -9 of it alone. Nothing happens to one that is gone.</summary>
    public async Task KillAsync()
    {
        if (!IsAlive)
        {
            return;
        }

        _told = true;
        Process.Kill();
        await Process.ExitAsync();
        StandsStill = false;
    }

    /// <summary>SIGTERM, if it is there.</summary>
    public void Terminate()
    {
        if (IsAlive)
        {
            _told = true;
            Process.Terminate();
        }
    }

    /// <summary>SIGSTOP, if it is there.</summary>
    public void Suspend()
    {
        if (IsAlive)
        {
            Process.Suspend();
            StandsStill = true;
        }
    }

    /// <summary>SIGCONT.</summary>
    public void Resume()
    {
        Process.Resume();
        StandsStill = false;
    }

    /// <summary>It works when this returns, whatever happened to it.</summary>
    public async Task HealAsync()
    {
        if (StandsStill)
        {
            Resume();
        }

        if (!IsAlive)
        {
            if (_lives.Count > 0 && !_told)
            {
                _endedAlone.Add($"{name} {Process.Id}: {Process.Everything}");
            }

            await StartAsync();
        }
    }

    /// <summary>In order, as an operator would.</summary>
    public async Task StopAsync()
    {
        Terminate();
        await Process.ExitAsync();
        Assert.True(Process.ExitCode == 0, Process.Everything);
    }

    public void Dispose() => _lives.ForEach(life => life.Dispose());
}

namespace WeId.Workflows.TestKit.Checks;

/// <summary>
/// What clients were told has succeeded, in a file of its own: the database may not forget it, whatever happens to the process.
/// </summary>
/// <param name="folder">Of the world.</param>
public sealed class AcknowledgedLog(string folder)
{
    private static readonly Lock Turn = new();

    private readonly string file = Path.Combine(folder, "acknowledged.txt");

    /// <summary>Notes an operation after its success was answered.</summary>
    public void Add(Guid operationId, string what)
    {
        lock (Turn)
        {
            File.AppendAllText(file, $"{operationId:N} {what}\n");
        }
    }

    /// <summary>What was acknowledged, by operation id.</summary>
    public IReadOnlyDictionary<Guid, string> Read()
    {
        lock (Turn)
        {
            return File.Exists(file)
                ? File.ReadAllLines(file).Select(l => l.Split(' ', 2)).DistinctBy(l => l[0]).ToDictionary(l => Guid.Parse(l[0]), l => l[1])
                : new Dictionary<Guid, string>();
        }
    }
}

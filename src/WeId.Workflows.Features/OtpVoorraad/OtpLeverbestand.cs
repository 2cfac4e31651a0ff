using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using OtpNet;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.OtpVoorraad;

/// <summary>A device as its supplier delivers it.</summary>
/// <param name="Regel">Its line in the file, or its place in it, counted from 1.</param>
/// <param name="Periode">As <see cref="OtpApparaat.Periode"/>.</param>
internal sealed record OtpLevering(int Regel, string Serienummer, byte[] Geheim, int? Periode);

/// <summary>
/// Reads what a supplier delivers with the devices: CSV with serial number, secret (hexadecimals or base32) and perhaps the
/// seconds of a code, or PSKC with readable secrets (RFC 6030).
/// </summary>
internal static class OtpLeverbestand
{
    /// <summary>Largest file.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>Most devices of one file: they are taken in by one transaction.</summary>
    public const int MaxDevices = 5_000;

    /// <summary>Most faults that are told.</summary>
    public const int MaxFaults = 20;

    private const int MinSecret = 16;
    private const int MaxSecret = 64;
    private const int UsualPeriod = 30;
    private static readonly XNamespace Pskc = "urn:ietf:params:xml:ns:keyprov:pskc";
    private static readonly char[] Separators = [';', ',', '\t'];

    /// <summary>The devices, or the first <see cref="MaxFaults"/> reasons why not.</summary>
    public static Result<List<OtpLevering>> Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > MaxBytes)
        {
            return new OtpLeveringGeweigerd(null, OtpLeveringFout.TeGroot);
        }

        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        var faults = new List<Refusal>();
        var devices = new List<OtpLevering>();
        var seen = new HashSet<string>();
        foreach (var (line, device, fault) in text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal) ? ReadPskc(text) : ReadCsv(text))
        {
            var wrong = fault ?? (seen.Add(device!.Serienummer) ? null : OtpLeveringFout.Dubbel);
            if (wrong is { } what)
            {
                faults.Add(new OtpLeveringGeweigerd(line, what));
            }
            else
            {
                devices.Add(device!);
            }
        }

        if (devices.Count > MaxDevices)
        {
            return new OtpLeveringGeweigerd(null, OtpLeveringFout.TeGroot);
        }

        if (faults.Count == 0 && devices.Count == 0)
        {
            faults.Add(new OtpLeveringGeweigerd(null, OtpLeveringFout.Leeg));
        }

        return faults.Count > 0 ? Result.Refused<List<OtpLevering>>([.. faults.Take(MaxFaults)]) : devices;
    }

    private static IEnumerable<(int? Line, OtpLevering? Device, OtpLeveringFout? Fault)> ReadCsv(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var cells = line.Split(Separators).Select(c => c.Trim().Trim('"')).ToArray();
            if (cells.All(c => c.Length == 0) || (number == 1 && IsHeader(cells)))
            {
                continue;
            }

            yield return cells.Length is 2 or 3
                ? Device(number, cells[0], Secret(cells[1]), cells.Length == 3 ? cells[2] : "")
                : (number, null, OtpLeveringFout.Bestand);
        }
    }

    // Names of columns: no digit in any of them, which no delivery has.
    private static bool IsHeader(string[] cells) => cells.Length is 2 or 3 && cells.All(c => !c.Any(char.IsAsciiDigit));

    private static IEnumerable<(int? Line, OtpLevering? Device, OtpLeveringFout? Fault)> ReadPskc(string text)
    {
        if (Parse(text) is not { Root: { } root } || root.Name != Pskc + "KeyContainer")
        {
            return [(null, null, OtpLeveringFout.Bestand)];
        }

        return root.Elements(Pskc + "KeyPackage").Select((package, i) => ReadPackage(i + 1, package));
    }

    private static (int? Line, OtpLevering? Device, OtpLeveringFout? Fault) ReadPackage(int number, XElement package)
    {
        var key = package.Element(Pskc + "Key");
        var data = key?.Element(Pskc + "Data");
        var secret = data?.Element(Pskc + "Secret");
        if (secret?.Element(Pskc + "EncryptedValue") is not null)
        {
            return (number, null, OtpLeveringFout.Versleuteld);
        }

        var format = key?.Element(Pskc + "AlgorithmParameters")?.Element(Pskc + "ResponseFormat");
        var suite = (string?)key?.Element(Pskc + "AlgorithmParameters")?.Element(Pskc + "Suite");
        if ((string?)key?.Attribute("Algorithm") != "urn:ietf:params:xml:ns:keyprov:pskc:totp"
            || ((string?)format?.Attribute("Length") ?? "6") != "6"
            || ((string?)format?.Attribute("Encoding") ?? "DECIMAL") != "DECIMAL"
            || suite is not (null or "HMAC-SHA1"))
        {
            return (number, null, OtpLeveringFout.Soort);
        }

        return Device(
            number,
            (string?)package.Element(Pskc + "DeviceInfo")?.Element(Pskc + "SerialNo"),
            FromBase64((string?)secret?.Element(Pskc + "PlainValue")),
            (string?)data?.Element(Pskc + "TimeInterval")?.Element(Pskc + "PlainValue") ?? "");
    }

    private static (int? Line, OtpLevering? Device, OtpLeveringFout? Fault) Device(int line, string? serienummer, byte[]? secret, string period)
    {
        if (OtpApparaat.ParseSerienummer(serienummer) is not { } serial)
        {
            return (line, null, OtpLeveringFout.Serienummer);
        }

        if (secret is not { Length: >= MinSecret and <= MaxSecret })
        {
            return (line, null, OtpLeveringFout.Geheim);
        }

        int? seconds = period.Length == 0 ? UsualPeriod : int.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        return seconds is UsualPeriod or 2 * UsualPeriod
            ? (line, new(line, serial, secret, seconds == UsualPeriod ? null : seconds), null)
            : (line, null, OtpLeveringFout.Soort);
    }

    // What could be both is taken for hexadecimals: that is what suppliers write.
    private static byte[]? Secret(string typed)
    {
        var text = new string([.. typed.Where(c => !char.IsWhiteSpace(c))]);
        if (text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
        {
            return Convert.FromHexString(text);
        }

        try
        {
            return Base32Encoding.ToBytes(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static byte[]? FromBase64(string? text)
    {
        try
        {
            return text is null ? null : Convert.FromBase64String(text.Trim());
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static XDocument? Parse(string text)
    {
        try
        {
            // No DTD: nothing outside the file is read, and nothing in it grows.
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}

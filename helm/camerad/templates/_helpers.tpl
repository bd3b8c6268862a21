{{- define "camerad.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{- define "camerad.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "camerad.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "camerad.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "camerad.selectorLabels" -}}
app.kubernetes.io/name: {{ include "camerad.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "camerad.labels" -}}
{{ include "camerad.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- /* The Secret with the administrator's password; empty when the camera makes its own. */ -}}
{{- define "camerad.secretName" -}}
{{- if .Values.admin.existingSecret -}}
{{- .Values.admin.existingSecret -}}
{{- else if .Values.admin.password -}}
{{- printf "%s-admin" (include "camerad.fullname" .) -}}
{{- end -}}
{{- end }}

{{- /* The ports that nobody configured give way to those of several cameras, as in the service. */ -}}
{{- define "camerad.managementPort" -}}
{{- if .Values.management.port -}}
{{- .Values.management.port -}}
{{- else -}}
{{- gt (int .Values.camerasPerPod) 1 | ternary 7081 8081 -}}
{{- end -}}
{{- end }}

{{- define "camerad.rtspPort" -}}
{{- $distance := sub 8554 (int .Values.service.containerPort) -}}
{{- $count := int .Values.camerasPerPod -}}
{{- and (gt $count 1) (lt $distance $count) (gt $distance (sub 0 $count)) | ternary 18554 8554 -}}
{{- end }}

{{- /* Ports of all cameras of a pod, for a Service with the first HTTP port .port. */ -}}
{{- define "camerad.servicePorts" -}}
{{- $rtsp := include "camerad.rtspPort" .root -}}
- name: http
  port: {{ .port }}
  targetPort: http
  protocol: TCP
  {{- with .nodePort }}
  nodePort: {{ . }}
  {{- end }}
# Live streams, interleaved: through a Service no datagrams come back.
- name: rtsp
  port: {{ $rtsp }}
  targetPort: rtsp
  protocol: TCP
{{- range $i := untilStep 1 (int .root.Values.camerasPerPod) 1 }}
- name: http-{{ add $i 1 }}
  port: {{ add $.port $i }}
  targetPort: {{ add $.root.Values.service.containerPort $i }}
  protocol: TCP
- name: rtsp-{{ add $i 1 }}
  port: {{ add $rtsp $i }}
  targetPort: {{ add $rtsp $i }}
  protocol: TCP
{{- end }}
{{- end }}

{{- /* The first digits of the cameras' seeds: ten, so that the pod's and the camera's fit into 64 bits. */ -}}
{{- define "camerad.seed" -}}
{{- if ne (toString .Values.seed) "" -}}
{{- int64 .Values.seed -}}
{{- else -}}
{{- printf "0x%s" (printf "%s/%s" .Release.Namespace (include "camerad.fullname" .) | sha256sum | trunc 8) | int64 | add 1000000000 -}}
{{- end -}}
{{- end }}

{{- /* Eight characters that differ between releases: with a pod's name they fit into the 64 of an identity. */ -}}
{{- define "camerad.identity" -}}
{{- printf "%s/%s/%s" .Values.identity .Release.Namespace (include "camerad.fullname" .) | sha256sum | trunc 8 -}}
{{- end }}

{{- /* From measured figures, see docs/docker.md. */ -}}
{{- define "camerad.resources" -}}
{{- if .Values.resources -}}
{{- toYaml .Values.resources -}}
{{- else -}}
{{- $count := int .Values.camerasPerPod -}}
requests:
  cpu: {{ add 100 (mul 2 $count) }}m
  memory: {{ add 256 (mul 2 $count) }}Mi
limits:
  memory: {{ add 640 (mul 4 $count) }}Mi
{{- end -}}
{{- end }}

{{- /* The JVM's options; empty: the image's, which are for one camera. Each further one takes half a megabyte of heap. */ -}}
{{- define "camerad.javaOptions" -}}
{{- $count := int .Values.camerasPerPod -}}
{{- if .Values.javaOptions -}}
{{- .Values.javaOptions -}}
{{- else if gt $count 1 -}}
-XX:+UseSerialGC -Xss256k -Xmx{{ add 192 (div $count 2) }}m -XX:+ExitOnOutOfMemoryError
{{- end -}}
{{- end }}

{{- /* The size .size of a data folder, by the number of cameras if it is empty. */ -}}
{{- define "camerad.dataSize" -}}
{{- .size | default (printf "%dMi" (mul 64 .root.Values.camerasPerPod)) -}}
{{- end }}
